package org.netsonde.engine.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One option of a settings or message record, as forms, {@code netsonde protocols} and documentation need it.
 *
 * @param name its name in JSON
 * @param type what it holds
 * @param defaultValue its default as JSON; null where it must be given
 * @param group the group of the form it stands in
 * @param min the smallest value, {@link Long#MIN_VALUE} for none; see {@link Option#min}
 * @param max the largest value, {@link Long#MAX_VALUE} for none
 * @param unit the unit shown behind the field, or empty
 * @param live whether a running endpoint takes a change without a restart
 * @param editor a hint about what it is, or empty
 * @param replacedBy the option beside it that, while it is not empty, is used instead of this one; empty for none
 */
public record OptionSpec(
        String name,
        OptionType type,
        @Nullable JsonNode defaultValue,
        String group,
        long min,
        long max,
        String unit,
        boolean live,
        String editor,
        String replacedBy) {}
