package dev.tributary.standalone.bench;

/// The yardstick: the least that a JVM can do and show for it.
final class Hello {

    private Hello() {}

    @SuppressWarnings("SystemOut") // a process's output is what is measured
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
