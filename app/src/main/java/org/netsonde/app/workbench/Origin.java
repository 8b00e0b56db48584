package org.netsonde.app.workbench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.workspace.Edition;

/**
 * The file that a workspace was opened from or saved to.
 *
 * @param file where it is
 * @param edition what stood there when it was read or written last; null where that is not known
 */
public record Origin(Path file, @Nullable Edition edition) {}
