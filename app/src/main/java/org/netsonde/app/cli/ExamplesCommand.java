package org.netsonde.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.workspace.Example;
import org.netsonde.engine.workspace.Examples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code netsonde examples}: the ready workspaces, or the file of one of them. */
@Command(name = "examples")
final class ExamplesCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            descriptionKey = "cli.param.example",
            completionCandidates = Candidates.ExampleIds.class)
    private @Nullable String id;

    ExamplesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Examples examples = Examples.builtin();
        if (id == null) {
            int width = examples.all().stream()
                    .mapToInt(example -> example.id().length())
                    .max()
                    .orElse(1);
            examples.all().forEach(example -> print(example, width));
        } else {
            console.bytes(examples.get(id).json());
        }
        return ExitStatus.OK;
    }

    private void print(Example example, int width) {
        String id = example.id() + " ".repeat(width - example.id().length());
        console.line(id + "  " + console.texts().get(example.title()));
        console.line("    " + console.texts().get(example.summary()));
    }
}
