package org.netsonde.engine.relay.intercept;

import com.google.re2j.Pattern;
import org.netsonde.engine.message.rule.BoundedRegex;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;
import org.netsonde.engine.relay.link.StageSource;

/**
 * Makes the stages of one rule of rewriting.
 *
 * @param rewrite the rule; rules that are equal are rewritten by equally
 * @param pattern what it finds
 * @param replacement what is written instead
 */
record RewriteSource(Rewrite rewrite, Pattern pattern, Replacement replacement) implements StageSource {

    RewriteSource(Rewrite rewrite) {
        this(rewrite, BoundedRegex.compile(rewrite.find(), "find"));
    }

    private RewriteSource(Rewrite rewrite, Pattern pattern) {
        this(rewrite, pattern, Replacement.of(rewrite.replace(), pattern));
    }

    @Override
    public Stage stage(Passage passage) {
        return new RewriteStage(this, passage);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RewriteSource source && source.rewrite.equals(rewrite);
    }

    @Override
    public int hashCode() {
        return rewrite.hashCode();
    }
}
