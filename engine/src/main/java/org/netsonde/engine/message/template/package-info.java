/**
 * Payload templates: text with placeholders such as the time, a counter or a checksum, compiled once and rendered for each
 * message.
 */
@NullMarked
package org.netsonde.engine.message.template;

import org.jspecify.annotations.NullMarked;
