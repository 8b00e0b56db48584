package org.netsonde.app.cli;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.netsonde.app.workbench.WorkspaceSource;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.export.Schemas;
import org.netsonde.engine.export.experiment.ExperimentExports;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.tls.Grade;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.engine.workspace.Example;
import org.netsonde.engine.workspace.Examples;

/**
 * The words that arguments may have, for the completion of shells. Each is a class, since annotations name classes; none
 * looks anything up before it is asked.
 */
final class Candidates {

    private Candidates() {}

    /** The ids of the protocols. */
    static final class Protocols implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ProtocolRegistry.builtin().ids().iterator();
        }
    }

    /** The ids of the experiments. */
    static final class Experiments implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ExperimentRegistry.builtin().ids().iterator();
        }
    }

    /** The formats of results of experiments. */
    static final class ExperimentFormats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ExperimentExports.builtin().ids().iterator();
        }
    }

    /** The ids of the examples. */
    static final class ExampleIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Examples.builtin().all().stream().map(Example::id).iterator();
        }
    }

    /** The examples, as they stand where a file may stand too. */
    static final class ExampleFiles implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Examples.builtin().all().stream()
                    .map(example -> WorkspaceSource.EXAMPLE + example.id())
                    .iterator();
        }
    }

    /** The formats of exports. */
    static final class ExportFormats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Exports.builtin().ids().iterator();
        }
    }

    /** The ways to wait for sockets, those too that do not work on this machine. */
    static final class Transports implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(
                            Stream.of("auto"), Stream.of(TransportKind.values()).map(TransportKind::label))
                    .iterator();
        }
    }

    /** The names of the schemas. */
    static final class SchemaNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Schemas.names().iterator();
        }
    }

    /** The grades of inspections, the best first, but for those that are about certificates only. */
    static final class Grades implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Grade.Letter.values())
                    .filter(letter -> letter.compareTo(Grade.Letter.F) <= 0)
                    .map(Grade.Letter::label)
                    .iterator();
        }
    }

    /** The parts of probes. */
    static final class ProbeParts implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(ProbePart.values()).map(ProbePart::id).iterator();
        }
    }

    /** What stands for a certificate of Netsonde's own authority, beside files. */
    static final class OwnCertificate implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("own").iterator();
        }
    }

    /** What stands for a session besides its id. */
    static final class SessionWords implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(SessionFinder.LATEST).iterator();
        }
    }
}
