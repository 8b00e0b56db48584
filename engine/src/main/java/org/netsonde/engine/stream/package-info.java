/**
 * What all stream protocols share: the pipeline from wire meter to responder, connections, slow readers, reconnecting.
 */
@NullMarked
package org.netsonde.engine.stream;

import org.jspecify.annotations.NullMarked;
