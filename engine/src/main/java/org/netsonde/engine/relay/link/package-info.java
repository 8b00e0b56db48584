/**
 * What passes a relay, and what is done to it on the way: the pieces of one direction of one conversation go through a chain
 * of stages. Here is what stages and what surrounds them have to know of each other.
 */
@NullMarked
package org.netsonde.engine.relay.link;

import org.jspecify.annotations.NullMarked;
