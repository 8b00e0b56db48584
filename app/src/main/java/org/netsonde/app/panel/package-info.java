/** The one panel that shows an endpoint of any protocol: form, send box, connections, charts and traffic. */
@NullMarked
package org.netsonde.app.panel;

import org.jspecify.annotations.NullMarked;
