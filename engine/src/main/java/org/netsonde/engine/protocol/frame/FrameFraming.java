package org.netsonde.engine.protocol.frame;

import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.protocol.frame.json.JsonReader;

/** What frames need of the framing below them. */
final class FrameFraming {

    private FrameFraming() {}

    /** Refuses framing that does not say where a frame ends, and frames longer than are read. */
    static void check(Framing framing) {
        DataSize longest = switch (framing) {
            case Framing.Raw raw -> throw new SettingsException("framing", Phrase.of("problem.frameRaw"));
            case Framing.Lines lines -> lines.maxLength();
            case Framing.Delimiter delimiter -> delimiter.maxLength();
            case Framing.Length length -> length.maxLength();
        };
        DataSize most = new DataSize(JsonReader.MAX_LENGTH);
        if (longest.bytes() > most.bytes()) {
            throw new SettingsException("framing.maxLength", Phrase.of("problem.atMost", most, longest));
        }
    }
}
