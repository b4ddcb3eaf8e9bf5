/// The Analytics page: what a period brought, by day, platform and product, beside another period.
@NullMarked
package dev.opsdeck.console.analytics;

import org.jspecify.annotations.NullMarked;
