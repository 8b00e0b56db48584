package org.netsonde.engine.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Merges the lanes of a log. */
final class LogCursor implements TrafficCursor {

    private final TrafficLog log;
    private final List<LaneReader> readers = new ArrayList<>();
    private long lostOnLane;

    /** A cursor at the given places of the log's first lanes; later lanes are read from their beginning. */
    LogCursor(TrafficLog log, List<LaneReader> readers) {
        this.log = log;
        this.readers.addAll(readers);
    }

    @Override
    public int poll(int max, Consumer<? super TrafficEvent> sink) {
        List<Lane> lanes = log.lanes();
        while (readers.size() < lanes.size()) {
            readers.add(log.reader(lanes.get(readers.size())));
        }
        for (int i = 0; i < readers.size(); i++) {
            readers.get(i).begin();
        }
        int count = 0;
        while (count < max) {
            LaneReader oldest = null;
            for (int i = 0; i < readers.size(); i++) {
                LaneReader reader = readers.get(i);
                if (reader.isReady() && (oldest == null || reader.time() - oldest.time() < 0)) {
                    oldest = reader;
                }
            }
            if (oldest == null) {
                break;
            }
            TrafficEvent event = oldest.take();
            if (event != null) {
                count++;
                lostOnLane = oldest.lost();
                sink.accept(event);
            }
        }
        return count;
    }

    @Override
    public long lost() {
        long lost = 0;
        for (LaneReader reader : readers) {
            lost += reader.lost();
        }
        return lost;
    }

    @Override
    public long lostOnLane() {
        return lostOnLane;
    }
}
