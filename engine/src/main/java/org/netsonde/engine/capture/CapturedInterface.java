package org.netsonde.engine.capture;

import org.jspecify.annotations.Nullable;

/**
 * An interface of a capture that is read.
 *
 * @param section the number in the file of its section, from 0 on
 * @param linkType what packets begin with (the registry of link types)
 * @param name its name; empty where it has none
 * @param description what else is said of it; empty for nothing
 * @param snapLength what of a packet was kept at most; 0 for all
 * @param clock how its times are counted
 * @param facts what this program wrote of the endpoint that it stands for; null for interfaces of others
 */
record CapturedInterface(
        int section,
        int linkType,
        String name,
        String description,
        int snapLength,
        CaptureClock clock,
        CaptureInterface.@Nullable Facts facts) {}
