package org.netsonde.app.cli;

import picocli.CommandLine.Option;

/** The option that every command has. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "cli.option.help")
    private boolean help;

    HelpOption() {}
}
