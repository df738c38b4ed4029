package dev.caravan.crash;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hubs killed with -9 at every step of a message's life, under load: what was accepted arrives once
 * and in order, or is reported {@code unknown}.
 */
class KillMatrixTest {
  private static final long SEED = 4;
  private static final List<Step> STEPS = List.of(Step.values());
  private static final int ROUNDS = 12;
  private static final int KILLS_A_ROUND = 25;

  @Test
  void aKillAtEachStepLosesNothingAndDoublesNothing() {
    Random dice = new Random(SEED);
    try (KilledHome home = new KilledHome()) {
      home.speak();
      for (Step step : STEPS) {
        home.kill(step, 1 + dice.nextInt(10));
      }
      home.judge();
    }
  }

  @Test
  @Tag("crash")
  void norDoThreeHundredAtStepsThatNobodyChose() {
    long seed = System.nanoTime();
    System.out.println("kill matrix, seed " + seed);
    Random dice = new Random(seed);
    try (KilledHome home = new KilledHome()) {
      for (int round = 0; round < ROUNDS; round++) {
        home.speak();
        for (int kill = 0; kill < KILLS_A_ROUND; kill++) {
          home.kill(STEPS.get(dice.nextInt(STEPS.size())), 1 + dice.nextInt(40));
          if (dice.nextInt(10) == 0) {
            home.killDatabase();
          }
        }
        home.judge();
      }
    }
  }
}
