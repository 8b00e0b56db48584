package org.netsonde.app.cli;

import java.util.concurrent.Callable;
import org.netsonde.engine.export.Schemas;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code netsonde schema}: the JSON Schema of a file that is exported. */
@Command(name = "schema")
final class SchemaCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "metrics",
            descriptionKey = "cli.param.schema",
            completionCandidates = Candidates.SchemaNames.class)
    private String name = "metrics";

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.bytes(Schemas.get(name));
        return ExitStatus.OK;
    }
}
