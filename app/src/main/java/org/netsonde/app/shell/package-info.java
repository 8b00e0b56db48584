/** The main window: menus, list of endpoints, status bar, welcome, notices, prompts, files. */
@NullMarked
package org.netsonde.app.shell;

import org.jspecify.annotations.NullMarked;
