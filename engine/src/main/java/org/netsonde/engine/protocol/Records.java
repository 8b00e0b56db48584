package org.netsonde.engine.protocol;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reflection that binding and describing share. */
final class Records {

    private Records() {}

    /** A record built from its components; the exception of its constructor passes through. */
    static <T> T create(Class<T> type, @Nullable Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(type + " failed", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " must be a public record", e);
        }
    }

    /** The value of a component; null for the component of an absent record. */
    static @Nullable Object get(RecordComponent component, @Nullable Object record) {
        if (record == null) {
            return null;
        }
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " must be public", e);
        }
    }

    /** An instance from the constructor without parameters; null if the record has none. */
    static @Nullable Object defaults(Class<?> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has a constructor without parameters that fails", e);
        }
    }

    /** The records that a sealed interface permits, those of sealed interfaces below it among them, in order. */
    static List<Class<?>> cases(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .flatMap(c -> c.isInterface() ? cases(c).stream() : Stream.of(c))
                .toList();
    }

    /** The word for an enum constant or a case of a sealed interface: {@code ThreadPerConnection} is {@code thread-per-connection}. */
    static String word(String name) {
        return name.replace('_', '-').replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
