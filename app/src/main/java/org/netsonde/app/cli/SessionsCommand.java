package org.netsonde.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionSummary;
import org.netsonde.engine.session.StoredSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netsonde sessions}: what was recorded, the newest first; its sub-commands show, delete and rename. */
@Command(name = "sessions")
final class SessionsCommand implements Callable<Integer> {

    private final Console console;
    private final UserData user;

    @Option(names = "--json", descriptionKey = "cli.option.json")
    private boolean json;

    SessionsCommand(Console console, UserData user) {
        this.console = console;
        this.user = user;
    }

    /** The sub-commands. */
    List<Callable<Integer>> inside() {
        return List.of(new Show(), new Delete(), new Rename());
    }

    @Override
    public Integer call() {
        SessionStore store = user.sessions().get();
        // What was cut off since is closed first, so that it does not stand there as if it went on.
        store.recover();
        List<SessionSummary> sessions = store.list();
        if (json) {
            console.json(SessionJson.list(sessions));
        } else if (sessions.isEmpty()) {
            console.error("cli.sessions.none", store.folder());
        } else {
            new SessionText(console.texts()).list(sessions).forEach(console::plain);
        }
        return ExitStatus.OK;
    }

    /** {@code netsonde sessions show SESSION}. */
    @Command(name = "show")
    private final class Show implements Callable<Integer> {

        @Option(names = "--json", descriptionKey = "cli.option.json")
        private boolean asJson;

        @Parameters(
                paramLabel = "SESSION",
                descriptionKey = "cli.param.session",
                completionCandidates = Candidates.SessionWords.class)
        private String session = "";

        @Override
        public Integer call() {
            try (StoredSession found = new SessionFinder(user.sessions().get()).open(session)) {
                if (asJson) {
                    console.json(SessionJson.details(found));
                } else {
                    new SessionText(console.texts()).details(found).forEach(console::plain);
                }
            }
            return ExitStatus.OK;
        }
    }

    /** {@code netsonde sessions delete SESSION…}. */
    @Command(name = "delete")
    private final class Delete implements Callable<Integer> {

        @Parameters(
                arity = "1..*",
                paramLabel = "SESSION",
                descriptionKey = "cli.param.sessionsDelete",
                completionCandidates = Candidates.SessionWords.class)
        private List<String> sessions = List.of();

        @Override
        public Integer call() {
            SessionStore store = user.sessions().get();
            SessionFinder finder = new SessionFinder(store);
            // All are found before the first one goes, so that a slip deletes nothing.
            List<String> ids = sessions.stream().map(finder::id).distinct().toList();
            for (String id : ids) {
                store.delete(id);
                console.line(id);
            }
            return ExitStatus.OK;
        }
    }

    /** {@code netsonde sessions rename SESSION NAME}. */
    @Command(name = "rename")
    private final class Rename implements Callable<Integer> {

        @Parameters(
                index = "0",
                paramLabel = "SESSION",
                descriptionKey = "cli.param.sessionRename",
                completionCandidates = Candidates.SessionWords.class)
        private String session = "";

        @Parameters(index = "1", paramLabel = "NAME", descriptionKey = "cli.param.sessionName")
        private String name = "";

        @Override
        public Integer call() {
            SessionStore store = user.sessions().get();
            store.rename(new SessionFinder(store).id(session), name);
            return ExitStatus.OK;
        }
    }
}
