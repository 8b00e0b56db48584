package org.netsonde.leak;

import io.netty.util.LeakPresenceDetector;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.netsonde.fixtures.Bench;

/**
 * Fails a test class after which a buffer of Netty's is still held. Registered for every test of this module through
 * {@code META-INF/services}; every buffer is counted, so nothing depends on when the collector runs. What event loops are
 * just about to release is waited for.
 *
 * <p>{@code -Dio.netty.util.LeakPresenceDetector.trackCreationStack=true} says where a leaked buffer came from.
 */
public final class LeakCheck implements AfterAllCallback {

    private static final LeakPresenceDetector.ResourceScope SCOPE = new LeakPresenceDetector.ResourceScope("tests");

    static {
        // Extensions are made before any test class runs, and so before Netty's classes ask for their detector.
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Factory(SCOPE));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getTestClass().filter(Class::isMemberClass).isEmpty()) {
            if (!released(SCOPE, Bench.LIMIT)) {
                // Says what it knows, and forgets it, so that the next class is not blamed.
                LeakPresenceDetector.check();
            }
        }
    }

    /** Whether all resources of the scope are released within that time. */
    static boolean released(LeakPresenceDetector.ResourceScope scope, Duration limit) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(limit)
                    .until(() -> !scope.hasOpenResources());
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** Whether a buffer is held by anybody now. */
    static boolean holdsAnything() {
        return SCOPE.hasOpenResources();
    }

    /** Makes detectors that count in one scope. */
    static final class Factory extends ResourceLeakDetectorFactory {
        private final LeakPresenceDetector.ResourceScope scope;

        Factory(LeakPresenceDetector.ResourceScope scope) {
            this.scope = scope;
        }

        @Override
        @Deprecated
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                Class<T> resource, int samplingInterval, long maxActive) {
            return newResourceLeakDetector(resource, samplingInterval);
        }

        @Override
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
            return new LeakPresenceDetector<>(resource) {
                @Override
                protected ResourceScope currentScope() {
                    return scope;
                }
            };
        }
    }
}
