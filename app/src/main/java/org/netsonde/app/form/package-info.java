/** Forms generated from settings and message records: one editor for each type of option, for any protocol. */
@NullMarked
package org.netsonde.app.form;

import org.jspecify.annotations.NullMarked;
