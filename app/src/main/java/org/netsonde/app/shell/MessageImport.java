package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.packetsender.ClientPlan;
import org.netsonde.engine.packetsender.Packet;
import org.netsonde.engine.packetsender.PacketSenderImport;
import org.netsonde.engine.workspace.SavedMessage;

/**
 * Takes saved messages from files of other programs, and makes the clients that they were aimed at if the user wants them.
 * Nothing starts. JavaFX thread only.
 */
final class MessageImport {

    private static final double WIDTH = 412;
    private static final int MOST_ROWS = 8;

    private final WindowServices services;
    private final Workbench workbench;
    private final Texts texts;
    private final Notices notices;
    private final Prompts prompts;

    MessageImport(WindowServices services, Texts texts, Notices notices, Prompts prompts) {
        this.services = services;
        this.workbench = services.workbench();
        this.texts = texts;
        this.notices = notices;
        this.prompts = prompts;
    }

    /** Shows what is in a file, and asks what to take. */
    void read(Path file) {
        services.files()
                .run(
                        () -> PacketSenderImport.read(file),
                        found -> show(file, found),
                        failure -> notices.problem(texts.get(failure)));
    }

    private void show(Path file, PacketSenderImport found) {
        if (prompts.showing()) {
            return;
        }
        VBox content = new VBox(12);
        content.setPrefWidth(WIDTH);
        content.getChildren()
                .add(wrapped(
                        "import-found",
                        texts.get("shell.import.found", found.packets().size(), String.valueOf(file.getFileName()))));
        CheckBox clients =
                new CheckBox(texts.get("shell.import.clients", found.clients().size()));
        clients.setId("import-clients");
        clients.setSelected(true);
        if (!found.clients().isEmpty()) {
            List<String> names = found.clients().stream().map(this::name).toList();
            content.getChildren().addAll(clients, list("import-client-list", names));
        }
        List<String> remarks = remarks(found);
        if (!remarks.isEmpty()) {
            content.getChildren()
                    .addAll(
                            wrapped("import-remarks-title", texts.get("shell.import.remarks")),
                            list("import-remarks", remarks));
        }
        List<Prompts.Answer> answers = new ArrayList<>();
        if (!found.packets().isEmpty()) {
            answers.add(new Prompts.Answer(
                    "import-do", texts.get("shell.import.do"), Styles.ACCENT, () -> take(found, clients.isSelected())));
        }
        answers.add(new Prompts.Answer("import-cancel", texts.get("shell.cancel"), "", () -> {}));
        prompts.show(texts.get("shell.import.title"), content, answers);
    }

    /** What does not come over as it was, a line each. */
    private List<String> remarks(PacketSenderImport found) {
        List<String> remarks = new ArrayList<>();
        found.skipped()
                .forEach(skipped ->
                        remarks.add(texts.get("shell.import.skipped", skipped.name(), texts.get(skipped.why()))));
        for (Packet packet : found.packets()) {
            if (packet.aim() instanceof Packet.Aim.Nowhere nowhere) {
                remarks.add(texts.get("shell.import.no-client", packet.message().name(), texts.get(nowhere.why())));
            }
            if (packet.repeats()) {
                remarks.add(texts.get("shell.import.repeats", packet.message().name()));
            }
        }
        return remarks;
    }

    private Label wrapped(String id, String text) {
        Label label = new Label(text);
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static TextArea list(String id, List<String> lines) {
        TextArea list = new TextArea(String.join("\n", lines));
        list.setId(id);
        list.setEditable(false);
        list.setWrapText(true);
        list.setPrefRowCount(Math.min(lines.size() + 1, MOST_ROWS));
        list.setMinHeight(Region.USE_PREF_SIZE);
        return list;
    }

    private String name(ClientPlan plan) {
        return texts.get("shell.import.client", texts.protocol(plan.protocol()), plan.address());
    }

    private void take(PacketSenderImport found, boolean clients) {
        List<SavedMessage> all = new ArrayList<>(workbench.savedMessages());
        Set<String> names = new HashSet<>();
        all.forEach(message -> names.add(message.name()));
        int before = all.size();
        for (Packet packet : found.packets()) {
            String free = free(packet.message().name(), names);
            all.add(
                    free.equals(packet.message().name())
                            ? packet.message()
                            : packet.message().renamed(free));
        }
        workbench.saveMessages(all);
        if (clients) {
            found.clients().forEach(plan -> workbench.add(name(plan), plan.protocol(), plan.settings()));
        }
        int taken = workbench.savedMessages().size() - before;
        String text =
                texts.get("shell.import.done", taken, clients ? found.clients().size() : 0);
        if (taken < found.packets().size()) {
            notices.problem(text + " " + texts.get("shell.messages.full", SavedMessage.MOST));
        } else {
            notices.done(text);
        }
    }

    /** The name, or the name with the first number behind it that is free. */
    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + " " + i;
        }
        return free;
    }
}
