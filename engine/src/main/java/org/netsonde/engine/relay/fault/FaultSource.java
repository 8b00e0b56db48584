package org.netsonde.engine.relay.fault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;
import org.netsonde.engine.relay.link.StageSource;

/**
 * Makes the stages of one fault. Sources of equal settings are equal wherever they stand, so that a fault goes on as it is when
 * another one before it is taken out of the settings.
 *
 * @param place which of the settings it is when a stage is made, from 0, those that are off included: so that turning one off
 *     leaves the draws of the others as they are
 * @param setting the fault
 */
public record FaultSource(int place, FaultSetting setting) implements StageSource {

    /**
     * The faults that are on and met on that way.
     *
     * @param wire whether those that work on what leaves are asked for, or those that work on messages before
     */
    public static List<StageSource> of(List<FaultSetting> settings, Heading heading, boolean wire) {
        List<StageSource> sources = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            FaultSetting setting = settings.get(i);
            if (setting.on()
                    && setting.direction().include(heading)
                    && setting.fault().level().isLate() == wire) {
                sources.add(new FaultSource(i, setting));
            }
        }
        return sources;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FaultSource source && source.setting.equals(setting);
    }

    @Override
    public int hashCode() {
        return setting.hashCode();
    }

    @Override
    public @Nullable Stage stage(Passage passage) {
        Dice dice = new Dice(setting.seed(), place, passage.heading(), passage.conversation(), setting.probability());
        if (setting.fault().level().isLate() && !dice.meetsConversation()) {
            return null;
        }
        return setting.fault().stage(passage, dice);
    }
}
