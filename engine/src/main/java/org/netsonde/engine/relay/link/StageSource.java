package org.netsonde.engine.relay.link;

import org.jspecify.annotations.Nullable;

/**
 * Makes the stages of one setting. Equal sources make stages that do the same, so that a stage stays, with what it holds,
 * while the settings around it change.
 */
@FunctionalInterface
public interface StageSource {

    /** A stage for one direction of a conversation; null if there is nothing to be done to it. */
    @Nullable
    Stage stage(Passage passage);
}
