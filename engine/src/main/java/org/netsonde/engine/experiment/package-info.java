/**
 * Experiments: the same work done two or more ways on this machine, measured side by side. Here are the words of it, what
 * runs one and what came of it; each built-in experiment is one file of {@code builtin}, what is computed stands in
 * {@code stat}.
 */
@NullMarked
package org.netsonde.engine.experiment;

import org.jspecify.annotations.NullMarked;
