/**
 * The figures of a running engine for Prometheus to scrape: off until asked for, on this machine only unless a host is given
 * deliberately. See the <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">exposition formats</a>.
 */
@NullMarked
package org.netsonde.engine.prometheus;

import org.jspecify.annotations.NullMarked;
