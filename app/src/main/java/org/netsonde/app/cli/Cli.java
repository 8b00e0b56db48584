package org.netsonde.app.cli;

import java.io.PrintWriter;
import java.util.ResourceBundle;
import java.util.function.BooleanSupplier;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.FailureException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: parses, runs the command, turns what goes wrong into one line and an exit status. */
public final class Cli {

    private static final System.Logger LOG = System.getLogger(Cli.class.getName());

    private final Console console;
    private final CommandLine commands;

    /**
     * A command line.
     *
     * @param display whether a window can be shown
     * @param window shows it
     * @param user what this user has
     * @param version the version of the program
     */
    public Cli(Console console, BooleanSupplier display, Window window, UserData user, String version) {
        this.console = console;
        DemoCommand demo = new DemoCommand(console, version);
        commands = new CommandLine(new RootCommand(console, display, window, demo))
                .addSubcommand(new RunCommand(console, version, user))
                .addSubcommand(new StartCommand(console, version, user))
                .addSubcommand(demo)
                .addSubcommand(new ProtocolsCommand(console))
                .addSubcommand(new ExperimentsCommand(console))
                .addSubcommand(new ExperimentCommand(console, version, user))
                .addSubcommand(new ExamplesCommand(console))
                .addSubcommand(sessions(console, user))
                .addSubcommand(new ExportCommand(console, user))
                .addSubcommand(new ImportCommand(console, user, version))
                .addSubcommand(new CompareCommand(console, user))
                .addSubcommand(new InspectCommand(console, user))
                .addSubcommand(new ProbeCommand(console, user))
                .addSubcommand(new PortsCommand(console))
                .addSubcommand(new SchemaCommand(console));
        commands.getCommandSpec()
                .version("netsonde " + version)
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .descriptionKey("cli.option.version")
                        .build());
        describe(commands, console.texts());
        commands.setOut(new PrintWriter(console.out(), true, console.out().charset()))
                .setErr(new PrintWriter(console.err(), true, console.err().charset()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler(this::badCommandLine)
                .setExecutionExceptionHandler(this::failed);
    }

    /**
     * The commands with their options and parameters, described in the language of the console, for manual pages and the
     * completion of shells. Not to be changed.
     */
    public CommandSpec model() {
        return commands.getCommandSpec();
    }

    private static CommandLine sessions(Console console, UserData user) {
        SessionsCommand sessions = new SessionsCommand(console, user);
        CommandLine command = new CommandLine(sessions);
        sessions.inside().forEach(command::addSubcommand);
        return command;
    }

    /** Runs a command and returns the exit status. */
    public int execute(String... args) {
        return commands.execute(args);
    }

    private static void describe(CommandLine root, Texts texts) {
        root.setResourceBundle(ResourceBundle.getBundle(
                "org.netsonde.text.app",
                texts.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT)));
        describe(root, "netsonde", "", texts);
    }

    /** Describes a command and those inside it, which have the names of both. */
    private static void describe(CommandLine command, String name, String prefix, Texts texts) {
        command.getSubcommands().forEach((inside, sub) -> describe(sub, prefix + inside, prefix + inside + ".", texts));
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .descriptionKey("cli.option.help")
                        .build())
                .usageMessage()
                .synopsisHeading(texts.get("cli.help.usage") + " ")
                .descriptionHeading("%n")
                .description(texts.get("cli.command." + name))
                .parameterListHeading("%n")
                .optionListHeading("%n")
                .commandListHeading("%n" + texts.get("cli.help.commands") + "%n");
    }

    private int badCommandLine(ParameterException e, String[] args) {
        Texts texts = console.texts();
        String what = switch (e) {
            case UnmatchedArgumentException unmatched ->
                texts.get("cli.unmatched", String.join(" ", unmatched.getUnmatched()));
            case MissingParameterException missing ->
                texts.get("cli.missing", missing.getMissing().getFirst().paramLabel());
            default -> String.valueOf(e.getMessage());
        };
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        console.problem(what + " " + texts.get("cli.hint", command + " --help"));
        return ExitStatus.USAGE;
    }

    /** What a command throws is about its arguments or its files; what happens in a run is told by the run. */
    private int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof FailureException failure) {
            console.failure(failure.failure());
            return ExitStatus.USAGE;
        }
        LOG.log(System.Logger.Level.DEBUG, "a command failed", e);
        console.error("cli.internal", e.toString());
        return ExitStatus.FAILED;
    }
}
