package dev.opsdeck.api;

import java.math.BigDecimal;

/// An amount with its ISO 4217 currency code. Amounts of different currencies are never added.
public record Money(BigDecimal amount, String currency) {}
