/**
 * Makes sessions of HAR files (HTTP Archive 1.2), which browsers, proxies and clients of HTTP write.
 */
@NullMarked
package org.netsonde.engine.har;

import org.jspecify.annotations.NullMarked;
