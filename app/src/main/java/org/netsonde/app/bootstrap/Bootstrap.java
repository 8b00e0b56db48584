package org.netsonde.app.bootstrap;
public final class Bootstrap { private Bootstrap() {} public static void main(String[] a) { System.out.println("hi"); } }
