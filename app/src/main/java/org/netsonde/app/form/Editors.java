package org.netsonde.app.form;

import java.util.HashMap;
import java.util.Map;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;

/** Chooses the editor of an option: by its hint where one is registered, else by its type. */
public final class Editors {

    /** Makes the editor of an option. */
    @FunctionalInterface
    public interface Factory {
        /** A new editor. */
        ValueEditor create(OptionSpec option, FormContext form);
    }

    private final Map<String, Factory> byHint;

    private Editors(Map<String, Factory> byHint) {
        this.byHint = Map.copyOf(byHint);
    }

    /**
     * With the editors for {@code address}, {@code endpoint}, {@code method}, {@code lines} and {@code payload}. Files and
     * places to save to are typed.
     */
    public static Editors standard() {
        return new Editors(Map.of())
                .with("address", SuggestEditor::addresses)
                .with("endpoint", SuggestEditor::endpoints)
                .with("method", SuggestEditor::methods)
                .with("lines", LinesEditor::new)
                .with("payload", (option, form) -> new TextEditor(option, form, "payload"));
    }

    /** The same with the editor for {@code file}. */
    public Editors withFiles(FileChoice choice) {
        return with("file", (option, form) -> new FileEditor(option, form, choice));
    }

    /** The same with the editor for {@code saveTo}. */
    public Editors withPlaces(PlaceChoice choice) {
        return with("saveTo", (option, form) -> new PlaceEditor(option, form, choice));
    }

    /** The same with the editor for {@code secret}. */
    public Editors withSecrets(SecretDesk desk) {
        return with("secret", (option, form) -> new SecretEditor(option, form, desk));
    }

    /** The same with one more hint. */
    public Editors with(String hint, Factory factory) {
        Map<String, Factory> more = new HashMap<>(byHint);
        more.put(hint, factory);
        return new Editors(more);
    }

    /** A new editor for an option. */
    ValueEditor create(OptionSpec option, FormContext form) {
        Factory factory = byHint.get(option.editor());
        if (factory != null) {
            return factory.create(option, form);
        }
        return switch (option.type()) {
            case OptionType.Flag flag -> new FlagEditor(option, form);
            case OptionType.Choice choice -> new ChoiceEditor(option, choice, form);
            case OptionType.Variant variant -> new VariantEditor(option, variant, form);
            case OptionType.Nested nested -> new NestedEditor(nested, form);
            case OptionType.Many many -> new ListEditor(option, many.element(), form);
            case OptionType.Text text -> new TextEditor(option, form, "text-value");
            case OptionType.Json json -> new TextEditor(option, form, "text-value");
            case OptionType.Whole whole -> new TextEditor(option, form, "number");
            case OptionType.Real real -> new TextEditor(option, form, "number");
            case OptionType.Time time -> new TextEditor(option, form, "number");
            case OptionType.Size size -> new TextEditor(option, form, "number");
        };
    }
}
