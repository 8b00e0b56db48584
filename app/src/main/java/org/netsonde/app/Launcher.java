package org.netsonde.app;
public final class Launcher { private Launcher() {} public static void main(String[] a) { System.out.println("hi"); } }
