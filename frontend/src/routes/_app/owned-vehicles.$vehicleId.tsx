import { createFileRoute } from '@tanstack/react-router';
import { OwnedVehiclePage } from '@/features/aftersales/pages/OwnedVehiclePage';
import { loadTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/owned-vehicles/$vehicleId')({
  loader: () => loadTexts('aftersales'),
  component: OwnedVehicleRoute,
});

function OwnedVehicleRoute() {
  const { vehicleId } = Route.useParams();
  return <OwnedVehiclePage key={vehicleId} vehicleId={vehicleId} />;
}
