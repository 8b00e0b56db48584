/** The open workspace as a model: endpoints, unsaved changes, undo, recent files, preferences. No nodes, no words. */
@NullMarked
package org.netsonde.app.workbench;

import org.jspecify.annotations.NullMarked;
