/**
 * What the window shows of the recording: the button in the top bar, its settings.
 */
@NullMarked
package org.netsonde.app.recording;

import org.jspecify.annotations.NullMarked;
