package org.netsonde.app.panel;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.node.ObjectNode;

/** What the panel asks of a protocol whose types it does not know. */
final class Protocols {

    private Protocols() {}

    static List<OptionSpec> settings(Protocol<?, ?> protocol) {
        return SettingsDescriber.describe(protocol.settingsType(), protocol.defaults());
    }

    static List<OptionSpec> message(Protocol<?, ?> protocol) {
        return SettingsDescriber.describe(protocol.messageType(), protocol.emptyMessage());
    }

    /** What is wrong with settings. */
    static List<Problem> check(Protocol<?, ?> protocol, ObjectNode settings) {
        return checkSettings(protocol, settings);
    }

    private static <S extends Record & Settings> List<Problem> checkSettings(
            Protocol<S, ?> protocol, ObjectNode settings) {
        return SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), settings)
                .problems();
    }

    /** What is wrong with a message. */
    static List<Problem> checkMessage(Protocol<?, ?> protocol, ObjectNode message) {
        return checkMessageOf(protocol, message);
    }

    private static <M extends Record> List<Problem> checkMessageOf(Protocol<?, M> protocol, ObjectNode message) {
        return SettingsBinder.bind(protocol.messageType(), protocol.emptyMessage(), message)
                .problems();
    }

    /** Where an endpoint's messages end: the framing among its settings, or every read where there is none. */
    static Framing framing(Endpoint endpoint) {
        Record settings = endpoint.check().value();
        if (settings != null) {
            for (RecordComponent component : settings.getClass().getRecordComponents()) {
                if (component.getType() == Framing.class) {
                    return framing(component, settings);
                }
            }
        }
        return new Framing.Raw();
    }

    private static Framing framing(RecordComponent component, Record settings) {
        try {
            return (Framing) component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings are public records", e);
        }
    }
}
