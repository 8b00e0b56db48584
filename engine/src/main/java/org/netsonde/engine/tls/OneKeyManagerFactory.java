package org.netsonde.engine.tls;

import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import org.jspecify.annotations.Nullable;

/** A factory that has its only product already: what Netty keeps native keys by. */
final class OneKeyManagerFactory extends KeyManagerFactory {

    OneKeyManagerFactory(KeyManager manager) {
        super(new Spi(manager), new NoProvider(), "own");
    }

    private static final class Spi extends KeyManagerFactorySpi {

        private final KeyManager manager;

        Spi(KeyManager manager) {
            this.manager = manager;
        }

        @Override
        protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {
            // It has been made already.
        }

        @Override
        protected void engineInit(@Nullable ManagerFactoryParameters parameters) {
            // It has been made already.
        }

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {manager};
        }
    }

    /** Required by the constructor, and never registered. */
    private static final class NoProvider extends Provider {

        private static final long serialVersionUID = 1;

        NoProvider() {
            super("Netsonde", "1", "one key");
        }
    }
}
