/** What the addresses of these pages say. */

export type OrganisationTab = 'roster' | 'stores';

export interface OrganisationSearch {
  tab?: OrganisationTab | undefined;
  store?: string | undefined;
  monday?: string | undefined;
  role?: string | undefined;
}

export interface OrganisationProps {
  search: OrganisationSearch;
  onSearch: (search: OrganisationSearch) => void;
}

export type PartnersTab = 'endpoints' | 'deliveries' | 'inbound';

export interface PartnersSearch {
  tab?: PartnersTab | undefined;
  state?: string | undefined;
  open?: string | undefined;
}

export interface PartnersPageProps {
  search: PartnersSearch;
  onSearch: (search: PartnersSearch) => void;
}
