package org.netsonde.engine.message.template;

/** One piece of a compiled template. */
@FunctionalInterface
interface Part {

    /** Appends what the piece stands for. */
    void append(TemplateContext context, TemplateOutput out);

    /** Whether it is made of the message that is answered. */
    default boolean needsMessage() {
        return false;
    }

    /** A piece that is always the same. */
    record Literal(byte[] bytes) implements Part {
        @Override
        public void append(TemplateContext context, TemplateOutput out) {
            out.write(bytes);
        }
    }

    /** A piece that is made of the message. */
    record OfMessage(Part part) implements Part {
        @Override
        public void append(TemplateContext context, TemplateOutput out) {
            part.append(context, out);
        }

        @Override
        public boolean needsMessage() {
            return true;
        }
    }
}
