package dev.caravan.delivery;

import java.time.InstantSource;

/** What every pump works with. */
record Tools(
    OutboxTable outbox,
    Throttle.Memory memory,
    TurnsTable turns,
    Judge judge,
    Carriage carriage,
    Settler settler,
    Gate gate,
    Repeating repeating,
    InstantSource clock) {}
