package dev.caravan.crash.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SIGKILL, raised by a process against itself: nothing of it runs any more when this returns. */
final class Sigkill {
  private static final int NUMBER = 9;
  private static volatile @Nullable Method raise;

  private Sigkill() {}

  /** Opens the JVM's own way to raise a signal; its public one refuses those without a handler. */
  static void prepare(Instrumentation instrumentation) throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("jdk.internal.misc", Set.of(Sigkill.class.getModule())),
        Set.of(),
        Map.of());
    Method found = Class.forName("jdk.internal.misc.Signal").getDeclaredMethod("raise0", int.class);
    found.setAccessible(true);
    raise = found;
  }

  static void raise() {
    try {
      Method prepared = raise;
      if (prepared != null) {
        prepared.invoke(null, NUMBER);
      }
    } catch (ReflectiveOperationException e) {
      System.err.println("This process could not kill itself: " + e);
    }
  }
}
