/** Rules: which message a server answers, and how. */
@NullMarked
package org.netsonde.engine.message.rule;

import org.jspecify.annotations.NullMarked;
