package org.netsonde.app.cli;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.NearestName;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code netsonde start PROTOCOL [name=value …]}: one endpoint without a file. */
@Command(name = "start")
final class StartCommand implements Callable<Integer> {

    private final Console console;
    private final String version;
    private final UserData user;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--name", paramLabel = "NAME", descriptionKey = "cli.option.name")
    private @Nullable String name;

    @Parameters(
            index = "0",
            paramLabel = "PROTOCOL",
            descriptionKey = "cli.param.protocol",
            completionCandidates = Candidates.Protocols.class)
    private String protocol = "";

    @Parameters(index = "1..*", paramLabel = "name=value", descriptionKey = "cli.param.settings")
    private List<String> settings = List.of();

    StartCommand(Console console, String version, UserData user) {
        this.console = console;
        this.version = version;
        this.user = user;
    }

    @Override
    public Integer call() {
        RunPlan plan = options.plan();
        Protocol<?, ?> chosen = protocol(ProtocolRegistry.builtin());
        Assignments assignments = new Assignments(SettingsDescriber.describe(chosen.settingsType(), chosen.defaults()));
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        WorkspaceEntry entry = new WorkspaceEntry(
                UUID.randomUUID().toString(),
                name == null ? chosen.id() : name,
                chosen.id(),
                assignments.settings(settings),
                nothing);
        Workspace workspace = Workspace.empty().withEntries(List.of(entry));
        return new Runner(console, version, user).run(workspace, plan, new ReadyLine(console));
    }

    private Protocol<?, ?> protocol(ProtocolRegistry registry) {
        return registry.find(protocol).orElseThrow(() -> {
            String nearest = NearestName.of(protocol, registry.ids());
            return new FailureException(Failure.of(
                    Failure.Kind.UNKNOWN_PROTOCOL,
                    "unknownProtocol",
                    protocol,
                    nearest == null ? String.join(", ", registry.ids()) : nearest));
        });
    }
}
