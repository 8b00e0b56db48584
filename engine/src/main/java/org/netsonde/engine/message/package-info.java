/**
 * Messages, whatever carries them: payload notations, framing of byte streams, responders.
 */
@NullMarked
package org.netsonde.engine.message;

import org.jspecify.annotations.NullMarked;
