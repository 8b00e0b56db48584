package org.netsonde.engine.protocol;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one component of a settings or message record: how it is bounded and how a form shows it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {

    /** The group of the form it stands in; {@code basic} is always open, the others fold. */
    String group() default "basic";

    /** The smallest value; for a duration in nanoseconds, for a size in bytes, for a string or list its length. */
    long min() default Long.MIN_VALUE;

    /** The largest value; as {@link #min}. */
    long max() default Long.MAX_VALUE;

    /** The unit shown behind the field. */
    String unit() default "";

    /** Whether a running endpoint takes a change without a restart. */
    boolean live() default false;

    /** A hint for the form about what the value is, such as {@code address}, {@code endpoint}, {@code file} or {@code secret}. */
    String editor() default "";

    /** The option beside it that, while it is not empty, is used instead of this one; empty for none. */
    String replacedBy() default "";
}
