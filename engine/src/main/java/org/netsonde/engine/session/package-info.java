/**
 * Sessions: one run of the workbench, to read while it goes on or after it was recorded, and what is said of moments in
 * it. Exports are made from them.
 */
@NullMarked
package org.netsonde.engine.session;

import org.jspecify.annotations.NullMarked;
