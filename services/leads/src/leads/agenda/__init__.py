"""What of the deal happens today: drives, appraisals, deliveries of one day."""
