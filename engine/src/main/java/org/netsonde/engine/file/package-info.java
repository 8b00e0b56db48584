/**
 * Writing files whole or not at all: what the user had stays until its replacement is safe on disk.
 */
@NullMarked
package org.netsonde.engine.file;

import org.jspecify.annotations.NullMarked;
