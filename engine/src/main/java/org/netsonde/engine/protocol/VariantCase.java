package org.netsonde.engine.protocol;

import java.util.List;

/**
 * One kind of a {@link OptionType.Variant}.
 *
 * @param id its {@code type} in JSON
 * @param options its own options
 */
public record VariantCase(String id, List<OptionSpec> options) {}
