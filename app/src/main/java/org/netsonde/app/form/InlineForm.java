package org.netsonde.app.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A few plain options side by side, without labels; their names are their tooltips. JavaFX thread only. */
public final class InlineForm {

    private final HBox node = new HBox();
    private final Map<OptionSpec, ValueEditor> editors = new LinkedHashMap<>();
    private boolean showing;

    /**
     * A form for these options, each of which {@link #fits}.
     *
     * @param edited gets the object after every edit
     */
    public InlineForm(List<OptionSpec> options, Texts texts, Editors factory, Consumer<ObjectNode> edited) {
        FormContext form = new FormContext(new Labels(texts), List::of, factory, () -> {
            if (!showing) {
                edited.accept(value());
            }
        });
        node.getStyleClass().add("inline-form");
        for (OptionSpec option : options) {
            ValueEditor editor = factory.create(option, form);
            Node control = editor.control();
            editors.put(option, editor);
            if (control instanceof Region region) {
                region.setId("inline-" + option.name());
                region.setAccessibleText(form.labels().option(option.name()));
                region.setMinWidth(Region.USE_PREF_SIZE);
                node.getChildren().add(region);
            }
        }
        show(Values.JSON.objectNode());
    }

    /** Whether an option is plain enough. */
    public static boolean fits(OptionSpec option) {
        return option.type() instanceof OptionType.Choice || option.type() instanceof OptionType.Flag;
    }

    /** The form. */
    public Node node() {
        return node;
    }

    /** Shows an object; what it lacks shows its default. */
    public void show(ObjectNode object) {
        showing = true;
        try {
            editors.forEach((option, editor) -> editor.show(object.get(option.name())));
        } finally {
            showing = false;
        }
    }

    /** The object, every option written. */
    public ObjectNode value() {
        ObjectNode out = Values.JSON.objectNode();
        editors.forEach((option, editor) -> {
            JsonNode value = editor.value();
            if (value != null) {
                out.set(option.name(), value);
            }
        });
        return out;
    }
}
