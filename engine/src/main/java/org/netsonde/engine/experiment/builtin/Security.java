package org.netsonde.engine.experiment.builtin;

import tools.jackson.databind.node.ObjectNode;

/** Whether connections are encrypted. */
public enum Security {
    PLAIN,
    TLS;

    /** Adds it to the settings of an endpoint that can do both. */
    ObjectNode on(ObjectNode settings) {
        settings.putObject("tls").put("mode", this == TLS ? "on" : "off");
        return settings;
    }
}
