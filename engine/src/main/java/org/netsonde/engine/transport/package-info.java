/**
 * Event loops and bootstraps: which transport Netty runs on, and the named stages of every pipeline.
 */
@NullMarked
package org.netsonde.engine.transport;

import org.jspecify.annotations.NullMarked;
