/**
 * The workspace file: reading, writing, keeping what this version does not know.
 */
@NullMarked
package org.netsonde.engine.workspace;

import org.jspecify.annotations.NullMarked;
