package dev.caravan.crash.agent;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/** Begins before the hub: {@code -javaagent:<jar>=<spot's argument>}. */
public final class KillAgent {
  private KillAgent() {}

  /** Called by the JVM. */
  public static void premain(String argument, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    Sigkill.prepare(instrumentation);
    Spot spot = Spot.of(argument);
    Countdown.arm(Spot.times(argument), spot.within() == null);
    woven(spot.method(), spot.left() ? Left.class : Entered.class).installOn(instrumentation);
    if (spot.within() != null) {
      woven(spot.within(), Around.class).installOn(instrumentation);
    }
  }

  private static AgentBuilder woven(String method, Class<?> advice) {
    return new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
        .type(ElementMatchers.named(Spot.type(method)))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(advice).on(ElementMatchers.named(Spot.name(method)))));
  }

  /** As a method begins. */
  static final class Entered {
    private Entered() {}

    @Advice.OnMethodEnter
    static void entered() {
      Countdown.pass();
    }
  }

  /** As a method returns; not as it throws. */
  static final class Left {
    private Left() {}

    @Advice.OnMethodExit
    static void left() {
      Countdown.pass();
    }
  }

  /** During a method. */
  static final class Around {
    private Around() {}

    @Advice.OnMethodEnter
    static void begun() {
      Countdown.enter();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void ended() {
      Countdown.leave();
    }
  }
}
