package org.netsonde.engine.stream;

/** Makes the threads of a server that has some for each connection. Safe for threads. */
@FunctionalInterface
interface ThreadMaker {

    /** Virtual threads. */
    ThreadMaker VIRTUAL = (name, task) -> Thread.ofVirtual().name(name).unstarted(task);

    /** Threads of the system, which do not keep the program from ending. */
    ThreadMaker PLATFORM =
            (name, task) -> Thread.ofPlatform().daemon().name(name).unstarted(task);

    /** A thread that is still to be started, which fails with an {@link OutOfMemoryError} where the system has no more. */
    Thread unstarted(String name, Runnable task);
}
